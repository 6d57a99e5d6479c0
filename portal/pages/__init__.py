"""Pages that are put together from what every room offers."""
