from django.db import migrations

ALIGN = """
UPDATE catalog_offer o SET "group" = coalesce(
    (SELECT q.code FROM queueing_queue q WHERE q.center_id = o.center_id AND i.code = ANY(q.items)
        ORDER BY q.code <> o."group", NOT q.active, q.code LIMIT 1),
    (SELECT q.code FROM queueing_queue q WHERE q.center_id = o.center_id AND q.code = o."group"), '')
    FROM catalog_serviceitem i WHERE i.id = o.item_id AND o.active;
UPDATE queueing_queue q SET items = coalesce(
    (SELECT array_agg(i.code ORDER BY i.code) FROM catalog_offer o JOIN catalog_serviceitem i ON i.id = o.item_id
        WHERE o.center_id = q.center_id AND o.active AND o."group" = q.code), '{}');
"""
"""Where the two differed, people keep being led to the queue that they were led to; an item that no queue had goes where it is offered."""


class Migration(migrations.Migration):
    dependencies = [("queueing", "0011_kept_until"), ("catalog", "0006_two_stages")]

    operations = [migrations.RunSQL(ALIGN, migrations.RunSQL.noop)]
