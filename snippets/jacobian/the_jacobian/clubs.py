import autograd.numpy as np
from autograd import jacobian

weights = np.array([[1.5, 0.3, -0.7], [0.2, -0.5, 1.0]])


def clubs(person):
    return 1 / (1 + np.exp(-weights @ person))


average_person = np.array([0.0, 0.0, 0.0])
J = jacobian(clubs)(average_person)
y = clubs(average_person)

print("chances ", y)
print("shape   ", J.shape)
print(J)
print("by hand:", np.allclose(J, weights / 4))
