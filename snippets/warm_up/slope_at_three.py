from autograd import grad


def square(x):
    return x**2


slope = grad(square)(3.0)
print("slope at 3:", slope)

print("   h    curve     line    error")
for h in [1.0, 0.1, 0.01]:
    curve = square(3 + h)
    line = square(3) + slope * h
    print(f"{h:4}  {curve:7.4f}  {line:7.4f}  {curve - line:7.4f}")
