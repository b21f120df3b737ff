import autograd.numpy as np
from autograd import jacobian


def from_polar(point):
    r, angle = point
    return np.array([r * np.cos(angle), r * np.sin(angle)])


J = jacobian(from_polar)(np.array([2.0, np.pi / 6]))
by_hand = np.array([[np.sqrt(3) / 2, -1.0], [1 / 2, np.sqrt(3)]])

print(np.round(J, 4))
print("by hand:", np.allclose(J, by_hand))
