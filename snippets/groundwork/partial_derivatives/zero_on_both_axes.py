def fan(x, y):
    return x * y / (x**2 + y**2) if (x, y) != (0.0, 0.0) else 0.0


print("       t  quotients  value at (t, t)")
for t in [0.1, 0.001, 0.00001]:
    along_x = (fan(t, 0.0) - fan(0.0, 0.0)) / t
    along_y = (fan(0.0, t) - fan(0.0, 0.0)) / t
    print(f"{t:8}  {along_x}   {along_y}  {fan(t, t):.4f}")
