import autograd.numpy as np
from autograd import jacobian

W = np.array([[1.5, 0.3, -0.7], [0.2, -0.5, 1.0]])


def clubs(people):
    return 1 / (1 + np.exp(-people @ W.T))


people = np.array(
    [
        [0.0, 0.0, 0.0],
        [2.0, 0.0, 0.0],
        [0.0, 1.0, 0.0],
        [0.0, 0.0, -3.0],
    ]
)
summed = jacobian(lambda X: np.sum(clubs(X), axis=0))(people)
each = np.einsum("pipj->pij", jacobian(clubs)(people))

print(summed.shape)
print(np.allclose(np.einsum("inj->nij", summed), each))
