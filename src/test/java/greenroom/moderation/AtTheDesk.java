package greenroom.moderation;

import greenroom.privacy.Emails;
import greenroom.service.RunningService;
import greenroom.site.Sites;
import org.springframework.beans.factory.annotation.Autowired;

/** For tests of what moderators and admins do: the running service, and hands on its store. */
public class AtTheDesk extends RunningService {
    @Autowired
    private Emails emails;

    @Autowired
    private Sites sites;

    /** Puts rows into the store and reads them back. */
    protected Desk desk() {
        return new Desk(database, emails, sites);
    }
}
