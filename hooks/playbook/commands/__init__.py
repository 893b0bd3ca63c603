"""What the command `playbook` writes: a playbook that begins, new entries, schemas, fingerprints."""
