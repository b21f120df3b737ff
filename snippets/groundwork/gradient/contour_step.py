import autograd.numpy as np
from autograd import grad


def g(point):
    x, y = point
    return x**3 + x * y**2 - 3 * x


a = np.array([1.0, 1.0])
uphill = grad(g)(a) / np.linalg.norm(grad(g)(a))
level = np.array([uphill[1], -uphill[0]])

print("gradient", grad(g)(a))
print("  step   uphill    level")
for step in [0.1, 0.01, 0.001]:
    up = (g(a + step * uphill) - g(a)) / step
    along = (g(a + step * level) - g(a)) / step
    print(f"{step:6} {up:8.4f} {along:8.4f}")
