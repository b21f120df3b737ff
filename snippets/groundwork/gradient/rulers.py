import autograd.numpy as np
from autograd import grad


def height(position):
    east_km, north_km = position
    return 100 - 120 * east_km**2 - 320 * north_km**2


def height_mixed(position):
    east_km, north_m = position
    return height(np.array([east_km, north_m / 1000]))


arrow = grad(height)(np.array([-0.5, -0.25]))
mixed_arrow = grad(height_mixed)(np.array([-0.5, -250.0]))
mixed_on_ground = mixed_arrow / np.array([1, 1000])  # both in km

for name, gradient, heading in [
    ("north in km", arrow, arrow),
    ("north in m", mixed_arrow, mixed_on_ground),
]:
    u = heading / np.linalg.norm(heading)
    print(name)
    print(" gradient     ", gradient)
    print(" direction    ", np.round(u, 4))
    print(" climb per km ", round(arrow @ u, 2))
