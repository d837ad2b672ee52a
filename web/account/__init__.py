"""The door and what lies before it: signing in and out, and links that set a password.

Rule: nobody learns here whether an account exists. After signing in, nobody is led back here.
"""

from web.account import code, door, links

BLUEPRINTS = (door.blueprint, code.blueprint, links.blueprint)
