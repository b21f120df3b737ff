import autograd.numpy as np
from autograd import grad


def g(x, y):
    return x**3 + x * y**2 - 3 * x


print("at (1, 2):", grad(g, 0)(1.0, 2.0), grad(g, 1)(1.0, 2.0))
for degrees in [0, 45, 90]:
    angle = np.radians(degrees)
    x, y = np.cos(angle), np.sqrt(3) * np.sin(angle)
    level = np.isclose(grad(g, 0)(x, y), 0)
    slope_y = grad(g, 1)(x, y)
    print(f"level along x: {level}   slope along y: {slope_y:.4f}")
