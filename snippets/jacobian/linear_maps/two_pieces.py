import autograd.numpy as np
from autograd import grad


def f(x):
    return np.arctan(x) + np.arctan(1 / x)


for x in [-3.0, -0.5, 0.5, 3.0]:
    slope = np.round(grad(f)(x), 6) + 0.0
    print(f"x = {x:4}   slope {slope}   value {f(x):7.4f}")
