# warns: invalid value encountered in divide
import autograd.numpy as np
from autograd import grad


def height(position):
    east, north = position
    return 100 - 120 * east**2 - 320 * north**2


def uphill(position):
    arrow = grad(height)(position)
    return arrow / np.linalg.norm(arrow)


print("at the top", uphill(np.array([0.0, 0.0])))
print("a hair off", uphill(np.array([0.1 + 0.2 - 0.3, 0.0])))
