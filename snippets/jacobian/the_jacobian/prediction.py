import autograd.numpy as np
from autograd import jacobian

weights = np.array([[1.5, 0.3, -0.7], [0.2, -0.5, 1.0]])


def clubs(person):
    return 1 / (1 + np.exp(-weights @ person))


# --8<-- [start:nudge]
average_person = np.array([0.0, 0.0, 0.0])
older_and_less_sleep = np.array([0.1, 0.0, -0.1])

J = jacobian(clubs)(average_person)
predicted = J @ older_and_less_sleep
moved = clubs(average_person + older_and_less_sleep)
actual = moved - clubs(average_person)

print("predicted", np.round(predicted, 5))
print("actual   ", np.round(actual, 5))
# --8<-- [end:nudge]
