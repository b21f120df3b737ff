import autograd.numpy as np
from autograd import jacobian

A = np.array([[1.5, 0.3, -0.7], [0.2, -0.5, 1.0]])
c = np.array([1.0, -1.0])
x = np.array([1.0, 2.0, -1.0])


def misfit(x):
    return np.sum((A @ x - c) ** 2)


J = jacobian(misfit)(x)
print(J, J.shape)
print("row:   ", np.allclose(J, 2 * (A @ x - c) @ A))
print("column:", np.allclose(J, 2 * A.T @ (A @ x - c)))
