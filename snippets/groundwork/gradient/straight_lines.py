import autograd.numpy as np


def strip(x, y):
    return 1.0 if 0 < y < x**2 else 0.0


print("     t     10      1    0.1  curve")
for t in [0.5, 0.05, 0.005, 0.0005]:
    quotients = []
    for degrees in [10, 1, 0.1]:
        angle = np.radians(degrees)
        value = strip(t * np.cos(angle), t * np.sin(angle))
        quotients.append(value / t)
    quotients.append(strip(t, t**2 / 2) / np.hypot(t, t**2 / 2))
    print(f"{t:6}", *[f"{quotient:6.0f}" for quotient in quotients])
