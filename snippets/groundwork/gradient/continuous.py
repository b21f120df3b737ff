import autograd.numpy as np


def p(x, y):
    return x**3 * y / (x**4 + y**2) if (x, y) != (0.0, 0.0) else 0.0


print("     t  up line  down line  parabola")
for t in [0.1, 0.01, 0.001, 0.0001]:
    up_line = p(0.6 * t, 0.8 * t) / t
    down_line = p(0.8 * t, -0.6 * t) / t
    parabola = p(t, t**2) / np.hypot(t, t**2)
    print(f"{t:6} {up_line:8.4f} {down_line:10.4f} {parabola:9.4f}")
