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
everything = jacobian(clubs)(people)
each = np.einsum("pipj->pij", everything)

print(everything.shape, "->", each.shape)
print("second person:")
print(np.round(each[1], 3))
alone = jacobian(clubs)(people[1])
print("the same alone:", np.allclose(each[1], alone))
