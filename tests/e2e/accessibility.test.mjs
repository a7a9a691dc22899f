// Written by helper B: see the commit that fills this file.
