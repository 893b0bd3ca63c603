"""What a change changes, and for whom: the playbook as it is beside the one at another revision."""
