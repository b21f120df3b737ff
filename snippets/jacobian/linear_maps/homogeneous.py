def k(x, y):
    return x**3 / (x**2 + y**2) if (x, y) != (0.0, 0.0) else 0.0


for t in [2.0, -1.0, 0.001]:
    print(f"k(t, t) / t = {k(t, t) / t:.4f}   at t = {t}")

print("k(1, 0) + k(0, 1) =", k(1.0, 0.0) + k(0.0, 1.0))
print("k(1, 1)           =", k(1.0, 1.0))
