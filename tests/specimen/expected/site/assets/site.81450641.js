// The specimen has its own script too.
