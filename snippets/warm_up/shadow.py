import autograd.numpy as np

x = np.array([3.0, 4.0])
u = np.array([0.96, 0.28])

shadow = x @ u
rest = x - shadow * u

print(f"length of u    {np.linalg.norm(u):.2f}")
print(f"length of x    {np.linalg.norm(x):.2f}")
print(f"shadow         {shadow:.2f}")
print(f"length of rest {np.linalg.norm(rest):.2f}")
print("right angle:  ", np.isclose(rest @ u, 0))
