import autograd.numpy as np
from autograd import jacobian

weights = np.array([[1.5, 0.3, -0.7], [0.2, -0.5, 1.0]])


def scores(person):
    return weights @ person


def clubs(person):
    return 1 / (1 + np.exp(-scores(person)))


# --8<-- [start:two-people]
people = {
    "average": np.array([0.0, 0.0, 0.0]),
    "older": np.array([2.0, 0.0, 0.0]),
}
for name, person in people.items():
    print(name)
    print(" scores:", np.round(jacobian(scores)(person)[0], 3))
    print(" clubs: ", np.round(jacobian(clubs)(person)[0], 3))
# --8<-- [end:two-people]
