import autograd.numpy as np
import matplotlib.pyplot as plt

figure, panels = plt.subplots(1, 2)
for panel, reach in zip(panels, [3.0, 0.3]):
    h = np.linspace(-reach, reach, 101)
    panel.plot(3 + h, (3 + h) ** 2, color="C0", label="curve")
    panel.plot(3 + h, 9 + 6 * h, "--", color="C1", label="line")
    panel.plot(3, 9, "o", color="black")
    panel.set_title(f"from {3 - reach:g} to {3 + reach:g}")
    panel.set_xticks([3 - reach, 3, 3 + reach])
    panel.locator_params(axis="y", nbins=5)

panels[0].legend()
plt.show()
