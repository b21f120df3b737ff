import autograd.numpy as np
from autograd import jacobian

V = np.array([[1.5, 0.2], [0.3, -0.5], [-0.7, 1.0]])
x = np.array([1.0, 2.0, -1.0])

J = jacobian(lambda x: x @ V)(x)

print("shape of V:", V.shape)
print("shape of J:", J.shape)
print(J)
