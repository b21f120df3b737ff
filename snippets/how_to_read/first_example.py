import autograd.numpy as np
from autograd import jacobian


def swap_and_double(x):
    return np.array([x[1], 2 * x[0]])


print(jacobian(swap_and_double)(np.array([3.0, 4.0])))
