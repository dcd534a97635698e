"""XZuFi: offers and who makes them, in the form the Länder's portals for services of the administration exchange."""
