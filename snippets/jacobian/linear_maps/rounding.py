import autograd.numpy as np

age, height, sleep = 1.5 * 0.3, 0.3 * 0.6, -0.7 * 0.9

forwards = (age + height) + sleep
backwards = age + (height + sleep)

print("equal:            ", forwards == backwards)
print("either zero:      ", forwards == 0 or backwards == 0)
print("close:            ", np.allclose(forwards, backwards))
print("close, no atol:   ", np.allclose(forwards, backwards, atol=0))
size = abs(age) + abs(height) + abs(sleep)
print("tiny beside size: ", abs(forwards - backwards) < 1e-15 * size)
