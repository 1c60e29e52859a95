"""Which notice a legal day comes from, and the notices as they were entered."""

import yichuang.foundation.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('foundation', '0002_messages'),
    ]

    operations = [
        migrations.AddField(
            model_name='legalday',
            name='year',
            field=models.PositiveSmallIntegerField(default=0),
            preserve_default=False,
        ),
        migrations.RunSQL(
            "UPDATE foundation_legalday SET year = extract(year FROM date)",
            migrations.RunSQL.noop,
        ),
        migrations.CreateModel(
            name='LegalChange',
            fields=[
                ('id', models.UUIDField(default=yichuang.foundation.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('year', models.PositiveSmallIntegerField()),
                ('notice', models.CharField(max_length=200)),
                ('before', models.JSONField()),
                ('after', models.JSONField()),
                ('moved', models.JSONField()),
                ('at', models.DateTimeField()),
                ('by_id', models.UUIDField(null=True)),
                ('by_name', models.CharField(max_length=100)),
            ],
            options={
                'indexes': [models.Index(fields=['-at'], name='legal_change_newest')],
                'constraints': [models.CheckConstraint(condition=models.Q(('notice', ''), _negated=True), name='legal_change_has_notice')],
            },
        ),
    ]
