import autograd.numpy as np

shear = np.array([[1.0, 1.0], [0.0, 1.0]])
turn = np.array([[0.0, -1.0], [1.0, 0.0]])

print("shear, then turn:")
print(turn @ shear)
print("turn, then shear:")
print(shear @ turn)

tall = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])
print("3 x 2 times 2 numbers:", tall @ np.array([1.0, 2.0]))
try:
    tall @ np.array([1.0, 2.0, 3.0])
except ValueError:
    print("3 x 2 times 3 numbers: no")
