"""What all rooms of the engine share, as frozen data. It imports none of them."""
