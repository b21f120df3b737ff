import autograd.numpy as np

A = np.array([[2.0, 1.0], [1.0, 2.0]])
values, vectors = np.linalg.eigh(A)
signs = np.where(vectors[0] < 0, -1, 1)
vectors = vectors * signs  # no first entry is negative

print("eigenvalues", np.round(values, 4))
print(np.round(vectors, 4))

x = np.array([1.0, 2.0])
shadows = vectors.T @ x
print(f"x A x            {x @ A @ x:.4f}")
print(f"weighted squares {values @ shadows**2:.4f}")
