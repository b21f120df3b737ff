import autograd.numpy as np
from autograd import grad, jacobian


def f(point):
    x, y = point
    return x**2 * y + np.sin(y)


def f_in_an_array(point):
    return np.array([f(point)])


a = np.array([2.0, 0.5])
print("grad         ", grad(f)(a).shape)
print("jacobian     ", jacobian(f)(a).shape)
print("its transpose", jacobian(f)(a).T.shape)
print("f in an array", jacobian(f_in_an_array)(a).shape)
