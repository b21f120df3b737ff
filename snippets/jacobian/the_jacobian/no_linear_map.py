import autograd.numpy as np


def ridge(x, y):
    return x**2 * y / (x**2 + y**2) if (x, y) != (0.0, 0.0) else 0.0


for t in [0.1, 0.001, 0.00001]:
    partial_x = (ridge(t, 0.0) - ridge(0.0, 0.0)) / t
    partial_y = (ridge(0.0, t) - ridge(0.0, 0.0)) / t
    predicted = partial_x * t + partial_y * t
    error = abs(ridge(t, t) - ridge(0.0, 0.0) - predicted)
    size = np.hypot(t, t)
    print(partial_x, partial_y, f"error / size = {error / size:.4f}")
