"""What is true without any framework. Standard library only; time is always an argument."""
