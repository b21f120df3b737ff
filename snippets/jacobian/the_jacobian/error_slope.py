import autograd.numpy as np
import matplotlib.pyplot as plt
from autograd import jacobian

weights = np.array([[1.5, 0.3, -0.7], [0.2, -0.5, 1.0]])


def clubs(person):
    return 1 / (1 + np.exp(-weights @ person))


person = np.array([1.0, 0.5, -0.5])
direction = np.array([2.0, 2.0, 1.0]) / 3
J = jacobian(clubs)(person)

sizes = 10.0 ** -np.arange(0, 12)
errors = []
for size in sizes:
    h = size * direction
    change = clubs(person + h) - clubs(person)
    errors.append(np.linalg.norm(change - J @ h))

plt.loglog(sizes, errors, "o-", label="error of $J h$")
plt.loglog(sizes[:8], 0.05 * sizes[:8] ** 2, "--", label="slope 2")
plt.xlabel("size of the change")
plt.ylabel("error")
plt.legend()
plt.show()
