"""The purchasing playbook: governance, people and strategies written as YAML, checked, published."""

import gc

# Half a million objects are made on import, and all stay: looking for rubbish among them every seven
# hundred takes a sixth of its time.
gc.set_threshold(10_000, 10, 10)
