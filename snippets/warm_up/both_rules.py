import autograd.numpy as np
from autograd import grad


def hill(x):
    return x * np.exp(-(x**2))


def by_hand(x):
    return (1 - 2 * x**2) * np.exp(-(x**2))


print("  x  autograd   by hand")
for x in [0.0, 1.0, 2.0]:
    print(f"{x}  {grad(hill)(x):8.5f}  {by_hand(x):8.5f}")
