"""What the command `playbook` writes: new entries, schemas, fingerprints."""
