"""What surrounds a page's content: a generator writes it once for each place, and pages are filled from it.

Its header and navigation differ only by how deep a page stands and by what is lit. So the generator gets
a stub for each such place, with marks where a page's own words go, and never a page.
"""

from playbook.frames.prepared import Prepared as Prepared
from playbook.frames.stubs import FrameError as FrameError
from playbook.frames.surroundings import Surroundings as Surroundings
