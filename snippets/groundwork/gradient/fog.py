import autograd.numpy as np

gradient = np.array([9.0, 12.0])  # metres per 100 metres
level = np.array([gradient[1], -gradient[0]])
north_west = np.array([-1.0, 1.0]) / np.sqrt(2)

print("steepest  ", np.linalg.norm(gradient))
print("level way ", level / np.linalg.norm(level))
print("climb on it", gradient @ level)
print("north-west", round(gradient @ north_west, 2))
