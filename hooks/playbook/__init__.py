"""The purchasing playbook: governance, people and strategies written as YAML, checked, published."""
