"""What waits in the queue. The queue itself is django-tasks in the database."""
