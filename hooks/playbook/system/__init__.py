"""What is asked of the machine: disk, memory, processes, folders that take each other's place."""
