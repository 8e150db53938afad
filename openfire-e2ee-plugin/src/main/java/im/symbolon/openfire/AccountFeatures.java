package im.symbolon.openfire;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import org.jivesoftware.openfire.disco.IQDiscoInfoHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names features of accounts in service discovery. 4.2 says of accounts what it says of itself;
 * later versions ask a provider, whose type 4.2 does not have: it is reached by name.
 */
final class AccountFeatures {
  private static final String PROVIDER = "org.jivesoftware.openfire.disco.UserFeaturesProvider";
  private static final Logger LOG = LoggerFactory.getLogger(AccountFeatures.class);

  private AccountFeatures() {}

  static void name(Hosting hosting, List<String> features) {
    IQDiscoInfoHandler disco = hosting.server().getIQDiscoInfoHandler();
    ClassLoader host = disco.getClass().getClassLoader();
    Class<?> type;
    try {
      type = Class.forName(PROVIDER, true, host);
    } catch (ClassNotFoundException e) {
      LOG.debug("Features of accounts are those of the domain", e);
      features.forEach(hosting::feature);
      return;
    }
    Object provider = Proxy.newProxyInstance(host, new Class<?>[] {type}, new Provider(features));
    call(disco, "addUserFeaturesProvider", type, provider);
    hosting.onClose(() -> call(disco, "removeUserFeaturesProvider", type, provider));
  }

  private static void call(Object disco, String method, Class<?> type, Object provider) {
    try {
      disco.getClass().getMethod(method, type).invoke(disco, provider);
    } catch (ReflectiveOperationException e) {
      LOG.warn("Clients will not see that their accounts have a mailbox", e);
    }
  }

  /** Has one question to answer, and is kept in a collection. */
  private record Provider(List<String> features) implements InvocationHandler {
    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) {
      return switch (method.getName()) {
        case "getFeatures" -> features.iterator();
        case "equals" -> proxy == arguments[0];
        case "hashCode" -> System.identityHashCode(proxy);
        default -> "Symbolon's features of accounts";
      };
    }
  }
}
