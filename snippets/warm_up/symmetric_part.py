import autograd.numpy as np

A = np.array([[2.0, 3.0], [-1.0, 2.0]])
symmetric = (A + A.T) / 2
print(symmetric)

points = np.array([[1.0, 1.0], [1.0, -1.0], [3.0, 2.0]])
for x in points:
    print(x @ A @ x, x @ symmetric @ x)
