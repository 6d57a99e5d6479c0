"""Who is who, and who is where: settings, children, enrolments, and the imports that bring them."""
