import autograd.numpy as np
from autograd import jacobian


def square(point):
    x, y = point
    return np.array([x**2 - y**2, 2 * x * y])


a = np.array([2.0, 1.0])
direction = np.array([0.6, 0.8])
J = jacobian(square)(a)

print("size of h      error  error / size^2")
for size in [0.4, 0.2, 0.1, 0.05]:
    h = size * direction
    error = np.linalg.norm(square(a + h) - square(a) - J @ h)
    print(f"{size:9}  {error:9.6f}  {error / size**2:14.4f}")
