import autograd.numpy as np

M = np.array([[2.0, 1.0], [1.0, 2.0]])
P = np.array([[1.0, 1.0], [1.0, -1.0]])

print(np.round(np.linalg.inv(P) @ M @ P, 6) + 0.0)
