from tests.two_centers import world
from yichuang.foundation.rls import scoped_models
from django.db import connections
def test_build(demo_db):
    import time; t=time.time()
    east, west = world.two_centers()
    print(time.time()-t, west.its)
    with connections["owner"].cursor() as c:
        for m in scoped_models():
            c.execute(f"select count(*) from {m._meta.db_table} where center_id=%s",[west.id])
            n=c.fetchone()[0]
            if not n: print("EMPTY",m._meta.db_table)
