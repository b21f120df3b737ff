import textwrap

import autograd.numpy as np

V = np.array([[1.5, 0.2], [0.3, -0.5], [-0.7, 1.0]])
x = np.array([1.0, 2.0, -1.0])

print("x @ V:  ", x @ V)
print("V.T @ x:", V.T @ x)
try:
    V @ x
except ValueError as error:
    print("V @ x:")
    print(textwrap.fill(str(error), 60))
