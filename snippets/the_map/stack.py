import autograd.numpy as np
from autograd import grad, hessian, jacobian

weights = np.array([[1.5, 0.3, -0.7], [0.2, -0.5, 1.0]])


def clubs(person):
    return 1 / (1 + np.exp(-weights @ person))


def reading(person):
    return clubs(person)[0]


# --8<-- [start:stack]
a = np.array([1.0, 0.5, -0.5])
stack = hessian(clubs)(a)

print(np.round(stack, 3))
print(
    "first layer is the Hessian of the first output:",
    np.allclose(stack[0], hessian(reading)(a)),
)
print(
    "which is the Jacobian of its gradient:",
    np.allclose(stack[0], jacobian(grad(reading))(a)),
)
# --8<-- [end:stack]
