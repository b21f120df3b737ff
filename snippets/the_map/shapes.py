import autograd.numpy as np
from autograd import grad, hessian, jacobian

weights = np.array([[1.5, 0.3, -0.7], [0.2, -0.5, 1.0]])


def clubs(person):
    return 1 / (1 + np.exp(-weights @ person))


def reading(person):
    return clubs(person)[0]


a = np.array([1.0, 0.5, -0.5])
print("one output:  value    ", np.shape(reading(a)))
print("             gradient ", grad(reading)(a).shape)
print("             Hessian  ", hessian(reading)(a).shape)
print("two outputs: value    ", clubs(a).shape)
print("             Jacobian ", jacobian(clubs)(a).shape)
print("             second   ", hessian(clubs)(a).shape)
